// In the download, this is the web app's file.
import '../web-app/practice-tenant-trust.mjs';
