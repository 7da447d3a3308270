import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { type Contract, contractOf } from './contract';
import { formBody, keyOfForm } from './form-body';
import { parseIJson } from './ijson';
import { EDGE, type EdgeLimits, MAX_JSON_BYTES } from './limits';
import { JSON_TYPE, refuseUnacceptable, takenType } from './media-types';
import { pacedBody, pacedStream } from './paced-body';
import { knownOf, refuseQuery } from './query';
import { Upload } from './upload';
import { tooLarge, wholeBody } from './whole-body';

const EMPTY = Readable.from([]);

/**
 * Holds a request to what its route declares, before anything of it is read: query, media types, and a body that is
 * strict I-JSON, bytes of a limited number, or a stream in time. It stands behind the guard of access, so that nobody unknown has anything read.
 */
@Injectable()
export class ContractGuard implements CanActivate {
  constructor(@Inject(EDGE) private readonly limits: EdgeLimits) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const contract = contractOf(context.getClass(), context.getHandler() as () => unknown);
    if (contract.ignoresOthers) request.query = knownOf(request.query, contract.query);
    refuseQuery(request.url, request.query, contract.query);
    refuseUnacceptable(request.headers.accept, contract.produces);
    request.body = await this.body(request, contract);
    return true;
  }

  private async body({ headers, body }: FastifyRequest, contract: Contract): Promise<unknown> {
    const { consumes, wholeUpTo, isForm, isUpload } = contract;
    const sent = body instanceof Readable ? body : EMPTY;
    if (consumes.length === 0) return undefined;
    const isJson = takenType(headers, consumes) === JSON_TYPE;
    const { bodyMs } = this.limits;
    if (isUpload) return new Upload(pacedStream(sent, bodyMs), headers['content-type'] ?? '');
    if (!isJson && wholeUpTo === null) return pacedStream(sent, bodyMs);
    const most = wholeUpTo ?? MAX_JSON_BYTES;
    if (Number(headers['content-length']) > most) throw tooLarge(most);
    if (isJson) return parseIJson(await wholeBody(pacedBody(sent, bodyMs), most));
    if (isForm) return keyOfForm(formBody(await wholeBody(pacedBody(sent, bodyMs), most)), headers);
    return wholeBody(pacedStream(sent, bodyMs), most);
  }
}
