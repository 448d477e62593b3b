using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Orders;

/// <summary>Work orders made, visited and resolved.</summary>
internal sealed class WorkOrdersWriting(LegacyBooks books, WorkOrders orders, TimeProvider clock)
{
    public void Register(AnswerTable table) => table
        .On(ServicePaths.WorkOrders, "crearOrdenTrabajo", Create)
        .On(ServicePaths.WorkOrders, "crearOrdenExterna", CreateExternal)
        .On(ServicePaths.WorkOrders, "informarVisita", Visit)
        .On(ServicePaths.WorkOrders, "resolveOT", Resolve);

    private Answer Create(WireRecord body)
    {
        WireRecord? asked = body.Record("ordenTrabajo");
        if (asked?.Number("idPtoServicio") is not { } servicePoint)
        {
            // As recorded: no detail, although the operation declares one.
            return new Answer.Refusal(new SoapFault(FaultCode.Server, "java.lang.NullPointerException"));
        }

        WorkOrder order = orders.Create(number => new WorkOrder(
            number, (short?)asked.Number("tipoOrden"), (short?)asked.Number("motivoOrden"),
            (int?)asked.Number("numContrato") ?? books.ContractAt((int)servicePoint)?.Number, (int)servicePoint,
            InstantIn(asked, "fechaCreacionOrden"), asked.Text("observaciones")));
        return Answer.Of(reply => reply.Value("return", order.Code));
    }

    private Answer CreateExternal(WireRecord body)
    {
        WireRecord? asked = body.Record("ordenTrabajo")?.Record("datos");
        if (asked is null)
        {
            return Refused(Outcome.MissingArgument);
        }

        if (asked.Number("numContrato") is not null && books.ContractIn(asked, "numContrato") is null)
        {
            return Refused(Outcome.ContractNotFound);
        }

        WorkOrder order = orders.Create(number => new WorkOrder(
            number, (short?)asked.Number("tipoOrden"), null, (int?)asked.Number("numContrato"),
            (int?)asked.Number("idPtoServicio"), InstantIn(asked, "fechaCreacion"), null));
        return Answer.Of(reply => reply.Record("return", record => record
            .Record("resultado", Outcome.Ok.Write)
            .Value("idOrden", order.Number)
            .Value("ordenCreada", true)));
    }

    private static Answer Refused(Outcome outcome) => Answer.Of(reply => reply.Record("return", record => record
        .Record("resultado", outcome.Write)
        .Value("ordenCreada", false)));

    /// <summary>0 when the visit is written down, -503 when there is no such order.</summary>
    private Answer Visit(WireRecord body)
    {
        WorkOrderVisit visit = new(
            InstantIn(body, "fechaVisita"), body.Boolean("resultado") ?? false, body.Text("descIncidencia"),
            body.Text("observaciones"));
        WorkOrder? order = orders.Find(body.Text("codOrden"), body.Text("id"));
        bool known = orders.Change(order?.Number, found => found.VisitedBy(visit));
        return Answer.Of(reply => reply.Value("return", (known ? Outcome.Ok : Outcome.OrderNotFound).Code));
    }

    /// <summary>Does without what consumers leave out (WIRE-FACTS 7): the elements of a resolution.</summary>
    private Answer Resolve(WireRecord body)
    {
        WireRecord? data = body.Record("otResolution")?.Record("otResolutionData");
        WorkOrder? order = data is null ? null : orders.Find(data.Text("otOrigin"), data.Text("installationID"));
        bool known = orders.Change(order?.Number, found => found.ResolvedAt(
            InstantIn(data!, "endDateOt"), data!.Text("solutionDescription") ?? data.Text("finalSolution")));
        return Answer.Of(reply => reply.Value("return", known));
    }

    private DateTimeOffset InstantIn(WireRecord record, string field) =>
        LegacyCalendar.ReadInstant(record.Text(field)) ?? LegacyCalendar.Now(clock);
}
