/** The page from which one goes to the issuer: a link, since a form of ours leads to no other host. */
export const presentLeaving = ({ authorizationUrl }: { readonly authorizationUrl: string }, id: string) => ({
  ...{ title: 'Prove who you are, for this signature', href: authorizationUrl, host: new URL(authorizationUrl).host },
  back: `/signature-requests/${id}`,
});
