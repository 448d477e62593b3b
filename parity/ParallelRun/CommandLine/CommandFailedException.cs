namespace Strangler.ParallelRun.CommandLine;

/// <summary>A failure whose message is all the operator needs: it is printed without a stack trace.</summary>
internal sealed class CommandFailedException(string message) : Exception(message);
