using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Kept;

/// <summary>The holders as of now: those of the extract, by the names that callers have given them since.</summary>
internal sealed class HolderFile(LegacyBooks books, CustomerChanges customers)
{
    public Holder Of(Contract contract)
    {
        Holder holder = books.HolderOf(contract);
        return customers.Name(contract) switch
        {
            null => holder,
            { Company: { } company } => holder with { Name = company, Surname = "", SecondSurname = null },
            var said => holder with
            {
                Name = said.Name ?? holder.Name,
                Surname = said.Surname ?? holder.Surname,
                SecondSurname = said.SecondSurname,
            },
        };
    }
}
