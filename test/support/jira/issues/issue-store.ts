export type Comment = {
  readonly id: string;
  readonly author: string;
  readonly body: string;
  readonly createdAt: number;
};

export type Issue = {
  readonly id: string;
  readonly key: string;
  readonly type: string;
  readonly summary: string;
  readonly description: string;
  readonly status: string;
  readonly reporter: string;
  readonly assignee: string | null;
  readonly createdAt: number;
  readonly comments: Comment[];
};

type NewIssue = Pick<Issue, 'type' | 'summary' | 'description' | 'reporter' | 'assignee'>;

const FIRST_ISSUES: readonly (NewIssue & { status: string; comment?: readonly [string, string] })[] = [
  {
    type: 'Story',
    summary: 'Print the quarterly report on both sides',
    description: 'The printer on the second floor can do it, the report template cannot.',
    reporter: 'JIRAUSER10104',
    assignee: 'JIRAUSER10103',
    status: 'In Progress',
    comment: ['JIRAUSER10103', 'The template is changed. It needs a look from finance.'],
  },
  {
    type: 'Bug',
    summary: 'Umlauts in file names are shown as question marks',
    description: 'Seen with "Größe.pdf" & "Übersicht.xlsx".',
    reporter: 'JIRAUSER10108',
    assignee: 'JIRAUSER10105',
    status: 'To Do',
    comment: ['JIRAUSER10108', 'Only in the weekly mail, never on the page itself.'],
  },
  {
    type: 'Task',
    summary: 'Renew the certificate of the intranet',
    description: 'It expires at the end of the month.',
    reporter: 'JIRAUSER10100',
    assignee: 'JIRAUSER10100',
    status: 'To Do',
  },
  {
    type: 'Task',
    summary: 'Order new chairs for the meeting room',
    description: 'Eight of them, blue.',
    reporter: 'JIRAUSER10106',
    assignee: 'JIRAUSER10102',
    status: 'Done',
    comment: ['JIRAUSER10102', 'They arrived this morning.'],
  },
  {
    type: 'Story',
    summary: 'As a customer I can see when my order leaves the warehouse',
    description: 'A date is enough for a start.',
    reporter: 'JIRAUSER10102',
    assignee: null,
    status: 'To Do',
  },
];

/** The issues of the project DEMO. */
export class IssueStore {
  readonly #clock: () => number;
  readonly #issues: Issue[] = [];
  #lastCommentId = 10200;

  constructor(clock: () => number) {
    this.#clock = clock;
    for (const { status, comment, ...fields } of FIRST_ISSUES) {
      const issue = this.create(fields, status);
      if (comment) this.addComment(issue, ...comment);
    }
  }

  list(): readonly Issue[] {
    return this.#issues;
  }

  find(idOrKey: string): Issue | undefined {
    return this.#issues.find((issue) => issue.key === idOrKey.toUpperCase() || issue.id === idOrKey);
  }

  /** Understands `key = DEMO-1`; any other query finds everything. */
  search(jql: string): readonly Issue[] {
    const key = /\b(?:key|issuekey)\s*=\s*"?(\w+-\d+)/i.exec(jql)?.[1];
    return key === undefined ? this.#issues : this.#issues.filter((issue) => issue.key === key.toUpperCase());
  }

  create(fields: NewIssue, status = 'To Do'): Issue {
    const number = this.#issues.length + 1;
    const issue: Issue = {
      ...fields,
      id: String(10000 + number),
      key: `DEMO-${number}`,
      status,
      createdAt: this.#clock(),
      comments: [],
    };
    this.#issues.push(issue);
    return issue;
  }

  addComment(issue: Issue, author: string, body: string): Comment {
    this.#lastCommentId += 1;
    const comment = { id: String(this.#lastCommentId), author, body, createdAt: this.#clock() };
    issue.comments.push(comment);
    return comment;
  }
}
