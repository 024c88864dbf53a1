/** Entry point of the launcher: argv in, exit code out. */
export async function main(): Promise<void> {
  process.exitCode = 0;
}
