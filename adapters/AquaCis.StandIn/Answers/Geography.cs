namespace Strangler.AquaCis.StandIn.Answers;

/// <summary>Where the utility is; an extract does not say. 22 is the state's official number.</summary>
internal static class Geography
{
    public const int CountryId = 1;
    public const string Country = "MÉXICO";
    public const string CountryCode = "MX";
    public const int StateId = 22;
    public const string State = "QUERÉTARO";
}
