namespace Strangler.Core.Records;

/// <summary>Days of issue, both included; an end that is null is open.</summary>
public readonly record struct IssuedBetween(DateOnly? From, DateOnly? Until);
