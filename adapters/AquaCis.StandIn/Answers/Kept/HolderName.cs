namespace Strangler.AquaCis.StandIn.Answers.Kept;

/// <summary>What callers say a contract's holder is called; null where they have not said.</summary>
/// <param name="Company">Said of a company, which is then called by it alone.</param>
internal sealed record HolderName(string? Name, string? Surname, string? SecondSurname, string? Company)
{
    /// <summary>What was said before, where this says nothing; a person's name ends a company's.</summary>
    public HolderName Over(HolderName? before) => new(
        Name ?? before?.Name, Surname ?? before?.Surname, SecondSurname ?? before?.SecondSurname,
        Company ?? (Name is null && Surname is null ? before?.Company : null));
}
