import type { Tenant } from '../../../directory/model.ts';
import { collectionAnswer, entityAnswer } from '../odata/answers.ts';
import type { EntityType, Values } from '../odata/entity-type.ts';
import { notFound } from '../odata/graph-error.ts';
import { type GraphAnswer, type GraphRequest, idAt } from '../odata/graph-request.ts';
import { hasPermission } from '../odata/operation.ts';

const organizationType: EntityType = {
  name: 'microsoft.graph.organization',
  resource: 'Company',
  filterable: ['id', 'displayName'],
};

/** With User.Read alone, all but three properties are null, as documented. */
function organizationValues({ caller, realm }: GraphRequest): Values {
  const { tenant } = realm;
  const seesAll = ['Organization.Read.All', 'Directory.Read.All'].some((each) =>
    hasPermission(caller, each),
  );
  return {
    id: tenant.id,
    deletedDateTime: null,
    businessPhones: [],
    city: null,
    country: null,
    countryLetterCode: seesAll ? 'US' : null,
    createdDateTime: seesAll ? '2024-01-01T00:00:00Z' : null,
    displayName: tenant.name,
    onPremisesSyncEnabled: null,
    postalCode: null,
    preferredLanguage: seesAll ? 'en' : null,
    state: null,
    street: null,
    technicalNotificationMails: [],
    tenantType: seesAll ? tenantTypeOf(tenant) : null,
    assignedPlans: [],
    provisionedPlans: [],
    verifiedDomains: [
      {
        capabilities: 'Email, OfficeCommunicationsOnline',
        isDefault: true,
        isInitial: true,
        name: tenant.domain,
        type: 'Managed',
      },
    ],
  };
}

const tenantTypeOf = ({ dialect, isWorkforce }: Tenant): string => {
  if (dialect === 'b2c') return 'AAD B2C';
  return isWorkforce ? 'AAD' : 'CIAM';
};

export async function listOrganization(request: GraphRequest): Promise<GraphAnswer> {
  const { id } = request.realm.tenant;
  const entries = [{ id, values: organizationValues(request) }];
  return collectionAnswer(request, 'organization', organizationType, entries);
}

export async function getOrganization(request: GraphRequest): Promise<GraphAnswer> {
  const id = idAt(request, 0);
  if (id.toLowerCase() !== request.realm.tenant.id) throw notFound(id);
  return entityAnswer(request, 'organization', organizationType, organizationValues(request));
}
