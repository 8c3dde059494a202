import { EditorSection } from '../../src/app/editor/fields/editor-section.tsx';
import { sections } from '../../src/catalogue/catalogue.ts';
import { payload } from '../../src/domain/testing/builders.ts';
import type { CasePage } from './cases.ts';
import { EditorHarness, usePrint } from './editor-harness.tsx';

const SERIES = payload('put_response_751412.json');

function Section({ section }: { readonly section: (typeof sections)[number] }) {
  return <EditorSection section={section} print={usePrint()} />;
}

/** Every section of the editor, and so every panel, for a published series. */
export const sectionCases: CasePage = {
  cases: Object.fromEntries(
    sections.map((section) => [
      section.label,
      () => (
        <EditorHarness wire={SERIES}>
          <Section section={section} />
        </EditorHarness>
      ),
    ]),
  ),
};
