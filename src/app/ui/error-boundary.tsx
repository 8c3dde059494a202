import { Component, type ReactNode } from 'react';
import { MissingPart } from './missing-part.tsx';

interface ErrorBoundaryProps {
  /** What is missing after a crash, as the start of a sentence. */
  readonly what?: string;
  readonly children: ReactNode;
}

/**
 * A crash inside replaces this part alone. What a person typed has to live above it: "Try again" mounts the part anew. Its topmost
 * nodes have to be elements, because React cannot remove a text that an extension or a translation has moved.
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
