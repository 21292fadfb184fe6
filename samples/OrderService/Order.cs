namespace OrderService;

/// <summary>So many pieces of an article for a customer.</summary>
public sealed record Order(int Id, string Customer, string Article, int Quantity)
{
    /// <summary>Reads an order from <c>customer:article:quantity</c>; null if the text is none.</summary>
    public static Order? Parse(string text, int id) =>
        text.Split(':') is [var customer, var article, var quantity] && int.TryParse(quantity, out var pieces)
            ? new Order(id, customer, article, pieces)
            : null;

    public override string ToString() => $"#{Id} {Customer}: {Quantity} x {Article}";
}
