/** The endpoint is down on purpose; answered with a 503 and no documented body. */
export class ServiceDown extends Error {}
