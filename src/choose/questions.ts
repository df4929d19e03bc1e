import type { TenantType } from '../scenarios/tenant-types.ts';

export interface Question {
  question: string;
  answers: readonly Answer[];
}

export interface Answer {
  answer: string;
  next: Question | Choice;
}

/** The end of the way: a tenant type, and what to read besides its track. */
export interface Choice {
  tenantType: TenantType;
  also?: { title: string; path: string };
}

export const isQuestion = (next: Question | Choice): next is Question => 'question' in next;

const customers: Question = {
  question: 'Do you already run an Azure AD B2C tenant?',
  answers: [
    {
      answer: 'Yes, and my app has to work with it',
      next: {
        tenantType: 'b2c',
        also: { title: 'Move to External ID', path: '/guides/b2c-to-external-id/' },
      },
    },
    {
      answer: 'No',
      next: {
        question: 'Where should customers see the sign-in page?',
        answers: [
          { answer: 'At a Microsoft address', next: { tenantType: 'external-id' } },
          { answer: 'On my own domain', next: { tenantType: 'external-id-custom-domain' } },
        ],
      },
    },
  ],
};

/** Which tenant type is mine? One question at a time. */
export const firstQuestion: Question = {
  question: 'Who signs in to your app?',
  answers: [
    {
      answer: 'People with a work or school account',
      next: {
        question: 'Of how many organizations?',
        answers: [
          { answer: 'One', next: { tenantType: 'entra-id' } },
          {
            answer: 'Several, each with a tenant of its own',
            next: {
              tenantType: 'entra-id',
              also: { title: 'Users of any organization', path: '/guides/any-organization/' },
            },
          },
        ],
      },
    },
    { answer: 'Customers, members, or citizens who sign up on their own', next: customers },
  ],
};
