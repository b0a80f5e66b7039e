// Preloaded into children that run on Node. When the process that started them dies without a word (SIGKILL, a crash),
// the channel to it closes; the child then ends itself the orderly way, so that no database is left running.
process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
});
process.channel?.unref();
