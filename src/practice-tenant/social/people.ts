/** An invented user with an account at the practice social provider. */
export interface SocialPerson {
  subject: string;
  name: string;
  email: string;
}

export const socialPeople: readonly SocialPerson[] = [
  { subject: '104200000000000000001', name: 'Robin Vale', email: 'robin@practice-social.example' },
  { subject: '104200000000000000002', name: 'Kit Moreau', email: 'kit@practice-social.example' },
];

export const socialPerson = (subject: string): SocialPerson | undefined =>
  socialPeople.find((person) => person.subject === subject);
