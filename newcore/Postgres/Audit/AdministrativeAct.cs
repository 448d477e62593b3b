namespace Strangler.Postgres.Audit;

/// <summary>Something that an operator does. No secret and nobody's personal data belongs into it.</summary>
/// <param name="Id">The same in the row before it and the row after it.</param>
/// <param name="What">The command or the endpoint, such as <c>routes set</c>.</param>
/// <param name="Subject">What it was done to, as far as that is no secret.</param>
/// <param name="Origin">An address, or the machine of a command line.</param>
public sealed record AdministrativeAct(Guid Id, string Who, string What, string Subject, string Origin);
