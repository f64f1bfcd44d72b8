// The script of every customer's page. Each page works without it; the modules say which attributes they look for.
import { startFields } from "./fields.js";
import { startIdleWarning } from "./idle.js";
import { startSmallThings } from "./small.js";
import { startUploads } from "./upload.js";

startUploads();
startSmallThings();
startFields();
startIdleWarning();
