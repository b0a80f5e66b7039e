import { Component, type ReactNode } from 'react';
import { StoppedScreen } from './stopped-screen.tsx';

interface ErrorBoundaryProps {
  readonly onError: (cause: unknown) => void;
  readonly children: ReactNode;
}

/** A defect in a screen ends here: logged once, and the officer is told that everything entered is kept. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidCatch(cause: unknown): void {
    this.props.onError(cause);
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <StoppedScreen cause="defect" /> : this.props.children;
  }
}
