import type {
  AncestorsAnswer,
  ChildrenAnswer,
  EntryRef,
  LookupAnswer,
  LookupRequest,
  PropertyKeysAnswer,
  SearchAnswer,
} from '#contract/directory-endpoints.ts';
import type { EntryType } from '#contract/endpoint-constants.ts';

interface DirectoryPage {
  readonly limit: number;
  readonly cursor: string | null;
}

/**
 * Names and codes of products and places. It may be empty. `#contract/directory-endpoints.ts` describes the answers.
 */
export interface Directory {
  /** `gone` aborts when the client leaves. */
  search(
    query: DirectoryPage & { readonly types: readonly EntryType[]; readonly q: string },
    gone: AbortSignal,
  ): Promise<SearchAnswer>;
  children(
    query: DirectoryPage & { readonly type: EntryType; readonly id: number | null; readonly concept: number | null },
  ): Promise<ChildrenAnswer>;
  lookup(request: LookupRequest): Promise<LookupAnswer>;
  ancestors(entries: readonly EntryRef[]): Promise<AncestorsAnswer>;
  propertyKeys(): Promise<PropertyKeysAnswer>;
}
