import { Controller, Get } from '@nestjs/common';
import { ForEverybody } from '../../access/may';
import { Does } from '../../http/does';
import { Page } from '../../http/pages/page';

/** How accessible the pages are, for whoever needs to know before signing in. */
@Controller('accessibility')
export class AccessibilityPages {
  @Get()
  @ForEverybody()
  @Does('showAccessibility', 'Show how accessible the pages are')
  @Page('accessibility/accessibility')
  show() {
    return {};
  }
}
