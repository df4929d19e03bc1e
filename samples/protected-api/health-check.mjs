// In the download, this is the web app's file.
import '../web-app/health-check.mjs';
