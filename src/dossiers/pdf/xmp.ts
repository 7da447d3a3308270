/** What the metadata say of a file; the information dictionary says the same. */
export interface Metadata {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly keywords: string;
  readonly creator: string;
  readonly producer: string;
  readonly language: string;
  /** An instant, from the record. */
  readonly createdAt: string;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML 1.0 (§2.2) cannot say even escaped. */
const isBeyondXml = (character: string): boolean => {
  const point = character.codePointAt(0) ?? 0;
  const control = point < 0x20 && point !== 9 && point !== 10 && point !== 13;
  return control || (point >= 0xd800 && point <= 0xdfff) || point === 0xfffe || point === 0xffff;
};

/** Text as XML takes it; what it cannot say becomes U+FFFD. */
export const xmlText = (text: string): string =>
  Array.from(text, (one) => ENTITIES[one] ?? (isBeyondXml(one) ? '\ufffd' : one)).join('');

const inLanguage = (text: string): string =>
  `<rdf:Alt><rdf:li xml:lang="x-default">${xmlText(text)}</rdf:li></rdf:Alt>`;

/** PDF/A knows pdfuaid only when its schema is described in the file itself (ISO 19005-3 §6.6.2.3). */
const UA_SCHEMA = `<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file is built</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>`;

/** The metadata stream (ISO 16684-1): built to PDF/A-3a (ISO 19005-3 §6.6.4) and to PDF/UA-1 (ISO 14289-1 §5). */
export function xmp(of: Metadata): Buffer {
  const at = `${new Date(of.createdAt).toISOString().slice(0, 19)}Z`;
  const packet = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:title>${inLanguage(of.title)}</dc:title>
<dc:creator><rdf:Seq><rdf:li>${xmlText(of.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description>${inLanguage(of.subject)}</dc:description>
<dc:language><rdf:Bag><rdf:li>${xmlText(of.language)}</rdf:li></rdf:Bag></dc:language>
<pdf:Keywords>${xmlText(of.keywords)}</pdf:Keywords>
<pdf:Producer>${xmlText(of.producer)}</pdf:Producer>
<xmp:CreatorTool>${xmlText(of.creator)}</xmp:CreatorTool>
<xmp:CreateDate>${at}</xmp:CreateDate>
<xmp:ModifyDate>${at}</xmp:ModifyDate>
<xmp:MetadataDate>${at}</xmp:MetadataDate>
${UA_SCHEMA}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
  return Buffer.from(packet, 'utf8');
}
