/** Tenant IDs that users of several tenants name. */
export const contoso = '0a0a0a0a-1111-4111-8111-111111111111';
export const litware = '0e0e0e0e-5555-4555-8555-555555555555';
/** The tenant of every personal Microsoft account, at the real service too. */
export const personalAccounts = '9188040d-6c67-4c5b-b112-36a304b66dad';
/** The tenant that Microsoft's own apps are registered in, such as Microsoft Graph. */
export const microsoftServices = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';
