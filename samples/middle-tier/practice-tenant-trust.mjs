// In the download this is the protected API's file.
import '../protected-api/practice-tenant-trust.mjs';
