/** The catalog's threads, one of which dies when asked for a certain model: the order of these two matters. */
import '#core/catalog/thread'
import './die-when-asked.ts'
