import type { Socket } from 'node:net';

/** Whom an open WebSocket belongs to. */
export type TunnelOwner = { readonly userKey: string | undefined; readonly sessionKey: string | undefined };

/** The WebSockets that are open through this gate. What opened them may end while they run, and then they end too. */
export class Tunnels {
  readonly #open = new Map<Socket, TunnelOwner>();

  add(socket: Socket, owner: TunnelOwner): void {
    this.#open.set(socket, owner);
    socket.once('close', () => this.#open.delete(socket));
  }

  closeOfUser(userKey: string): void {
    this.#close((owner) => owner.userKey === userKey);
  }

  closeOfSession(sessionKey: string): void {
    this.#close((owner) => owner.sessionKey === sessionKey);
  }

  closeAll(): void {
    this.#close(() => true);
  }

  #close(matches: (owner: TunnelOwner) => boolean): void {
    for (const [socket, owner] of this.#open) if (matches(owner)) socket.destroy();
  }
}
