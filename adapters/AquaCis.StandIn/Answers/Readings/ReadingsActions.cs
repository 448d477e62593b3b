using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Readings;

/// <summary>What the customer office shows as done for a contract: the work orders made for it, newest first.</summary>
internal sealed class ReadingsActions(LegacyBooks books, WorkOrders orders)
{
    public void Register(AnswerTable table) => table.On(ServicePaths.Readings, "getActuaciones", Actions);

    private Answer Actions(WireRecord body) => Answer.List(
        "getActuacionesReturn", "Actuacion",
        books.ContractInArea(body) is { } contract ? orders.Of(contract) : [],
        (record, order) => record
            .Value("fechaActuacion", LegacyCalendar.Text(order.Created))
            .Value("motivoActuacion", WorkOrderKinds.MotiveName(order.Motive))
            .Value("tipoActuacion", WorkOrderKinds.TypeName(order.Type)));
}
