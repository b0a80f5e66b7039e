import * as v from 'valibot';
import { citizenViewSchema } from './citizen-view.ts';
import { ratingReasonsSchema, ratingScoreSchema } from './rating.ts';

const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(64));

/** What an officer's window says to citizens' screens. Said again every second: silence means that it is gone. */
export const deskMessageSchema = v.variant('kind', [
  v.object({ kind: v.literal('shows'), deskId: id, view: citizenViewSchema }),
  v.object({ kind: v.literal('closes'), deskId: id }),
]);
export type DeskMessage = v.InferOutput<typeof deskMessageSchema>;

/** The citizen's own words; the officer's window decides what comes of them. */
export const citizenAnswerSchema = v.variant('kind', [
  v.object({ kind: v.literal('confirms'), askId: id, isRight: v.boolean() }),
  v.object({ kind: v.literal('rates'), dossierCode: id, score: ratingScoreSchema, reasons: ratingReasonsSchema }),
]);
export type CitizenAnswer = v.InferOutput<typeof citizenAnswerSchema>;

/** What a citizen's screen says. `opens` asks every desk to say now what it shows. */
export const citizenMessageSchema = v.variant('kind', [
  v.object({ kind: v.literal('opens') }),
  v.object({ kind: v.literal('answers'), deskId: id, answer: citizenAnswerSchema }),
]);
export type CitizenMessage = v.InferOutput<typeof citizenMessageSchema>;
