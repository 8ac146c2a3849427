export type Mail = {
  readonly to: { readonly address: string; readonly name: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

export interface Mailer {
  /**
   * Hands one mail to the mail server; never takes longer than the mailer's time-out.
   *
   * @throws DeliveryError
   */
  send(mail: Mail): Promise<void>;
  /**
   * Whether the server answers, speaks the encryption that is asked for and takes the credentials; sends nothing.
   *
   * @throws DeliveryError
   */
  check(): Promise<void>;
  /** Breaks off what is under way; later mails are refused as `unreachable`. */
  close(): void;
}
