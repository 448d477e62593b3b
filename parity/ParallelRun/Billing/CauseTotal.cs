namespace Strangler.ParallelRun.Billing;

/// <param name="Money">The absolute pesos of its bills' differences; <paramref name="Delta"/> their sum.</param>
/// <param name="Explained">How many of its bills a rule answers for.</param>
internal sealed record CauseTotal(string Cause, int Bills, int Explained, decimal Money, decimal Delta);
