import { Button, Group, Input, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { Form } from '../../src/app/forms/form.tsx';
import { PasswordField } from '../../src/app/forms/password-field.tsx';
import { ROW_CLASS } from '../../src/app/forms/row-class.ts';
import { SearchSelect } from '../../src/app/forms/search-select.tsx';
import { CardSection } from '../../src/app/ui/card-section.tsx';
import { Notice } from '../../src/app/ui/notice.tsx';
import type { CasePage } from './cases.ts';

const ZONES = [
  { value: 'UTC', label: 'UTC' },
  { value: 'Asia/Kathmandu', label: 'Asia/Kathmandu' },
  { value: 'Asia/Kolkata', label: 'Asia/Kolkata' },
  { value: 'America/Argentina/ComodRivadavia', label: 'America/Argentina/ComodRivadavia, a long name of a zone' },
];
const OFFSETS: Readonly<Record<string, string>> = { 'Asia/Kathmandu': 'GMT+5:45', 'Asia/Kolkata': 'GMT+5:30' };
const offset = (zone: string) => OFFSETS[zone] ?? 'GMT';
const HELP = 'Times are shown in this zone, except for users who chose their own. Stored values do not change.';
const refusal = (text: string) => <Notice tone="error">{text}</Notice>;
const ignore = () => {};
const stop = { submit: (event: { preventDefault: () => void }) => event.preventDefault() };

export const formCases: CasePage = {
  cases: {
    'Search select, closed': () => (
      <>
        <SearchSelect label="Time zone" options={ZONES} value="Asia/Kolkata" detail={offset} onChange={ignore} />
        <SearchSelect label="Long name" options={ZONES} value={ZONES[3]?.value ?? null} onChange={ignore} />
        <SearchSelect label="Disabled" options={ZONES} value="UTC" onChange={ignore} disabled />
        <SearchSelect
          label="Refused"
          description={HELP}
          options={ZONES}
          value="UTC"
          onChange={ignore}
          error={refusal('The server does not know this zone.')}
        />
      </>
    ),
    'Search select, open': () => (
      <div style={{ minHeight: '17rem' }}>
        <SearchSelect
          label="Time zone"
          options={ZONES}
          value="Asia/Kolkata"
          detail={offset}
          onChange={ignore}
          defaultDropdownOpened
        />
      </div>
    ),
    'Search select, nothing found': () => (
      <div style={{ minHeight: '8rem' }}>
        <SearchSelect label="Time zone" options={[]} value={null} onChange={ignore} defaultDropdownOpened />
      </div>
    ),
    'Password field': () => (
      <>
        <PasswordField label="Password" description="12 to 128 characters of any kind." />
        <PasswordField label="Filled password" defaultValue="copper lantern" />
        <PasswordField label="Refused password" defaultValue="wrong" error={refusal('The password is wrong.')} />
      </>
    ),
    'Form, with an error of its own': () => (
      <Form
        state={{ ...stop, error: 'The server cannot be reached. Your input is still here.' }}
        label="Invite"
        actions={
          <Group gap="xs">
            <Button type="submit">Create link</Button>
            <Button variant="default">Cancel</Button>
          </Group>
        }
      >
        <TextInput label={<span>E-mail</span>} type="email" description="Used to sign in." />
        <NativeSelect label={<span>Role</span>} data={['Marketer', 'Support']} />
      </Form>
    ),
    'Rows of a card': () => (
      <CardSection title="How times are read" description="For everyone in the organisation.">
        <TextInput
          label={<span>Organisation</span>}
          description="The name."
          className={ROW_CLASS}
          defaultValue="Meridian"
        />
        <TextInput
          label={<span>Currency</span>}
          description={HELP}
          className={ROW_CLASS}
          mod={{ invalid: true }}
          error={refusal('Write a currency.')}
        />
        <SearchSelect
          label="Changed"
          description={HELP}
          className={ROW_CLASS}
          mod={{ changed: true }}
          options={ZONES}
          value="UTC"
          onChange={ignore}
        />
        <Input.Wrapper id="row-density" label={<span>Density</span>} labelElement="div" className={ROW_CLASS}>
          <SegmentedControl aria-labelledby="row-density-label" data={['Comfortable', 'Compact']} />
        </Input.Wrapper>
        <Input.Wrapper
          label={<span>Series come from</span>}
          labelElement="div"
          description="Set in the server’s configuration."
          className={ROW_CLASS}
        >
          <span>The database of this server</span>
        </Input.Wrapper>
      </CardSection>
    ),
  },
};
