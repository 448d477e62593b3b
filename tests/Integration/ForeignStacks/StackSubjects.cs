using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.ForeignStacks;

/// <summary>
/// Which contracts one stack asks about. Each stack writes to its own, so that no stack reads what another one changed.
/// </summary>
/// <param name="Read">Owes something, and is not changed.</param>
/// <param name="Written">Changed by the writes that are read back.</param>
/// <param name="Payer">Owes something until the plan pays it.</param>
internal sealed record StackSubjects(SampleContract Read, SampleContract Written, SampleContract Payer)
{
    /// <summary>A contract number that no extract has.</summary>
    public const int UnknownContract = 99_999_999;

    /// <summary>A tax id that no extract has, with a letter that UTF-8 takes two bytes for.</summary>
    public const string UnknownTaxId = "ÑÑÑ010101AAA";

    public static StackSubjects For(int stack)
    {
        SampleExtract extract = SampleExtract.Committed;
        return new StackSubjects(extract.Indebted[0], extract.Settled[stack], extract.Indebted[1 + stack]);
    }
}
