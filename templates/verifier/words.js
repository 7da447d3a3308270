/** One thing that was looked at. `holds` is null for what could not be looked at. */
const found = (label, holds, detail) => ({ label, holds, detail });
const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
const many = (count, one, more) => `${grouped(count)} ${count === 1 ? one : more}`;

/** What goes wrong with what somebody gave; its words are for people. */
class Fault extends Error {}
