import { ConsoleLogger, type LogLevel } from '@nestjs/common';

/** The service's words for people on standard error: standard output belongs to results. */
export class StderrLogger extends ConsoleLogger {
  constructor(logLevels: LogLevel[] = ['error', 'warn']) {
    super({ logLevels, colors: Boolean(process.stderr.isTTY) });
  }

  protected override printMessages(messages: unknown[], context?: string, logLevel?: LogLevel): void {
    super.printMessages(messages, context, logLevel, 'stderr');
  }
}
