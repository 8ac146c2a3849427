export { ActionForm } from './action-form.tsx';
export { BarChart, type ChartMark, LineChart } from './chart.tsx';
export { CheckList, type Choice, RadioList } from './choice-list.tsx';
export { Choices } from './choices.tsx';
export { type ConsolePageProps, type NavigationSection, renderConsole } from './console-page.tsx';
export { CsvLink } from './csv-link.tsx';
export { type Column, DataTable } from './data-table.tsx';
export { type Fact, Facts, Figures, Section } from './facts.tsx';
export { FilterField, FilterForm, LiveRegion, SearchField, SelectField } from './filter-form.tsx';
export {
  DateTimeField,
  ErrorSummary,
  Field,
  type FieldErrors,
  FormPage,
  longestReason,
  ReasonField,
  TypedConfirmation,
  typedName,
} from './form-page.tsx';
export { Lozenge, type LozengeTone } from './lozenge.tsx';
export { Moment, momentText } from './moment.tsx';
export { OwnCodeField, ownCodeName } from './own-code-field.tsx';
export { Pager } from './pager.tsx';
export { Steps } from './steps.tsx';
export { Tabs } from './tabs.tsx';
