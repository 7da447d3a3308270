import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ForEverybody } from '../../access/may';
import { AnswersIn } from '../../http/answers';
import { Does } from '../../http/does';
import { CalendarReadings } from './calendar-readings';

/** What a calendar reads; who it is for is in the address, and in nothing else. */
@ApiExcludeController()
@Controller('calendar')
export class CalendarController {
  constructor(private readonly readings: CalendarReadings) {}

  @Get(':name')
  @ForEverybody()
  @Does('readCalendar', 'Read the dates of a person by the address that was made for it')
  @AnswersIn(200, 'A calendar of whole days (RFC 5545)', 'text/calendar')
  @Header('content-type', 'text/calendar; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="predicate.ics"')
  @Header('cache-control', 'private, no-store')
  read(@Param('name') name: string) {
    return this.readings.read(name);
  }
}
