// The script of every page of the desk.
import { startComposer } from "./composer.js";
import { startFields } from "./fields.js";
import { startKeys } from "./keys.js";
import { startSmallThings } from "./small.js";
import { startUploads } from "./upload.js";

startUploads();
startSmallThings();
startFields();
startComposer();
startKeys();
