namespace Strangler.Core.Payments.Providers;

/// <summary>What is wrong with a line of a file.</summary>
/// <param name="Line">From 1; 0 for the whole file.</param>
/// <param name="Reason">Nothing of its content but what cannot be a person's.</param>
public sealed record FileProblem(int Line, string Reason);
