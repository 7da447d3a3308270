/** Under this name the service finds its content store. */
export const CONTENT_STORE = Symbol('ContentStore');
