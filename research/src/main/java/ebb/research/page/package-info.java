/** What a validation found, as a page that stands alone and as figures; markup is the desk's. Draws nothing that is not in the findings. */
package ebb.research.page;
