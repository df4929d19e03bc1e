import { type Html, html } from './html.ts';

/** What a browser sees in place of tenants that aren't there, and the words for a program. */
export interface NoTenants {
  title: string;
  sentence: string;
  /** Where a visitor gets tenants. */
  address: string;
  /** The label of the link. */
  link: string;
  /** What Microsoft calls it, for a program. */
  code?: string;
}

const notFound = 'AADSTS90002';

/** For an address of a set that isn't there: it may never have been. */
export const ended = (siteOrigin: string): NoTenants => ({
  title: 'These practice tenants have ended',
  sentence:
    'There are no practice tenants at this address. They end when nobody uses them for a while, or when you end them yourself. New ones have other IDs and domains, so download your apps again.',
  address: `${siteOrigin}/practice-tenants/?ended`,
  link: 'Make new practice tenants',
  code: notFound,
});

/** For an address that is everyone's placeholder, or names no tenant. */
export const nobodys = (siteOrigin: string): NoTenants => ({
  title: 'This address belongs to no practice tenant',
  sentence:
    'In this lab, every visitor has their own practice tenants, with IDs and domains of their own. The IDs in the tutorials are placeholders until you make yours.',
  address: `${siteOrigin}/practice-tenants/`,
  link: 'Make your own practice tenants',
  code: notFound,
});

/** For a program, or a form of a page that has been open for a long time: a browser is asked for its visitor first. */
export const closedDesk = (siteOrigin: string): NoTenants => ({
  title: 'Open the desk from the lab',
  sentence:
    'The desk shows your own practice tenants, and this browser hasn’t opened it yet. Go to the page about your practice tenants, and select Open the desk.',
  address: `${siteOrigin}/practice-tenants/`,
  link: 'Go to your practice tenants',
});

/** For a browser that isn't the visitor's who has the tenants. */
export const otherVisitors = (siteOrigin: string): NoTenants => ({
  title: 'These practice tenants belong to another visitor',
  sentence:
    'Only the browser of the visitor who made them can sign in to them. If they’re yours, start again from your app in the browser that you use the lab with.',
  address: `${siteOrigin}/practice-tenants/`,
  link: 'Go to your own practice tenants',
});

/** For a browser that was let in, and has no cookie that says so. */
export const cookiesOff = (siteOrigin: string): NoTenants => ({
  title: 'This browser didn’t keep the cookie',
  sentence:
    'A cookie keeps others out of your practice tenants, and this browser didn’t send it back. Allow cookies for this site, and then start again from your app, or open the desk again.',
  address: `${siteOrigin}/practice-tenants/`,
  link: 'Go to your practice tenants',
});

export const noTenantsPage = ({ title, sentence, address, link }: NoTenants): Html =>
  html`<h1>${title}</h1>
<p>${sentence}</p>
<p><a class="button main" href="${address}">${link}</a></p>`;
