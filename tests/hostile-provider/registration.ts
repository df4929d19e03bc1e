// The registration of the app under test.
export const tenantId = '0a0a0a0a-1111-4111-8111-111111111111';
export const clientId = '22222222-2222-4222-8222-222222222222';
export const clientSecret = 'hostile~secret~canary~4f1c~0123456789abcd';
