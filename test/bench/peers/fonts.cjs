'use strict';
const { join } = require('node:path');

const fonts = join(__dirname, '../../../node_modules/@expo-google-fonts');

/** The faces of the dossier’s own tables: everybody embeds the same. */
exports.SANS = join(fonts, 'source-sans-3/400Regular/SourceSans3_400Regular.ttf');
exports.BOLD = join(fonts, 'source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf');
exports.MONO = join(fonts, 'source-code-pro/400Regular/SourceCodePro_400Regular.ttf');
