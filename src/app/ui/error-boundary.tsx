import { Component, type ReactNode } from 'react';
import { MissingPart } from './missing-part.tsx';

interface ErrorBoundaryProps {
  /** Name of the part. It begins the message. */
  readonly what?: string;
  readonly children: ReactNode;
}

/**
 * Limits a crash to this part. Keep user input above it, because "Try again" remounts the part. The topmost children
 * must be elements: React cannot remove a text node that an extension or a translation has moved.
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly crashed: boolean }> {
  static readonly getDerivedStateFromError = () => ({ crashed: true });
  override readonly state = { crashed: false };

  override render() {
    const { what = 'This part', children } = this.props;
    if (!this.state.crashed) return children;
    return (
      <MissingPart
        why={`${what} cannot be shown because of an error.`}
        onRetry={() => this.setState({ crashed: false })}
      />
    );
  }
}
