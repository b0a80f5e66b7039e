/** What a colour may mean. The word and the icon carry the same meaning, so colour is never the only sign. */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';
