namespace Strangler.Tests.Integration.Valves;

/// <summary>The end of a worker that nobody catches.</summary>
internal sealed class WorkerKilledException() : Exception("Killed.");
