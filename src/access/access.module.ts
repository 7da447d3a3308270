import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard';
import { OperatorToken } from './operator-token';

/** Who may do what. */
@Module({})
export class AccessModule {
  static with(operatorToken: OperatorToken): DynamicModule {
    return {
      module: AccessModule,
      providers: [
        { provide: OperatorToken, useValue: operatorToken },
        { provide: APP_GUARD, useClass: AccessGuard },
      ],
    };
  }
}
