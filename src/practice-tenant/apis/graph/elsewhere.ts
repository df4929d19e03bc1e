/** Segments of addresses that the real Graph has, in lower case; here, they take no method. */
export const elsewhere: ReadonlySet<string> = new Set(
  [
    '$batch $metadata activities addKey administrativeUnits agreements appCatalogs auditLogs',
    'authentication authenticationMethodsPolicy authorizationPolicy calendar calendarView calendars',
    'chats checkMemberGroups checkMemberObjects claimsMappingPolicies communications contacts',
    'createdObjects delta deviceManagement devices directReports directoryObjects directoryRoles',
    'domains drive drives education events extensionProperties external getByIds',
    'getMemberGroups getMemberObjects memberOf transitiveMemberOf',
    'groupLifecyclePolicies homeRealmDiscoveryPolicies identity identityGovernance',
    'identityProtection inferenceClassification informationProtection insights invitations',
    // prose-ignore: a name of Microsoft Graph
    'joinedTeams licenseDetails logo mailFolders mailboxSettings manager messages onenote',
    'outlook ownedDevices ownedObjects owners people places planner policies',
    'presence print registeredDevices removeKey reports revokeSignInSessions roleManagement search',
    'security sendMail settings shares sites solutions subscribedSkus subscriptions synchronization',
    'teams teamwork todo tokenIssuancePolicies tokenLifetimePolicies validate',
  ].flatMap((line) => line.toLowerCase().split(' ')),
);
