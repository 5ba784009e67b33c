/** How a user calls the program: what every hint and every printed command begins with. */
export const programName = "npx tsx harness";
