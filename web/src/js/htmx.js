// htmx for pages of the desk that swap parts of themselves (hx-get, hx-post, hx-boost); no extension of it is used.
// The content policy forbids evaluating text, so attributes that hold code (hx-on, filters in hx-trigger, js:) do nothing here.
import "htmx.org";
