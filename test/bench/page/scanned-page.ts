/** A4 at 200 dpi, as a feeder gives it: text in lines, a stamp and a photograph in colour, grain, laid down askew. */
const [WIDTH_PX, HEIGHT_PX] = [1_654, 2_339];
const LINE_PX = 44;
const TEXT = 'Cộng hòa xã hội chủ nghĩa Việt Nam, độc lập – tự do – hạnh phúc. DỮ LIỆU MẪU. ';
const QUALITY = 0.85;

/** @param turn makes another page: its number is on it, and it lies at another angle of up to two degrees */
export async function drawScannedPage(turn: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(WIDTH_PX, HEIGHT_PX);
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error('no canvas');
  context.fillStyle = 'rgb(238 236 230)';
  context.fillRect(0, 0, WIDTH_PX, HEIGHT_PX);
  context.translate(WIDTH_PX / 2, HEIGHT_PX / 2);
  context.rotate(((((turn * 7) % 33) - 16) / 8) * (Math.PI / 180));
  context.translate(-WIDTH_PX / 2, -HEIGHT_PX / 2);
  drawText(context, turn);
  context.globalAlpha = 0.7;
  context.strokeStyle = 'rgb(200 30 40)';
  context.lineWidth = 9;
  context.beginPath();
  context.arc(1_150, 1_900, 170, 0, 2 * Math.PI);
  context.stroke();
  context.globalAlpha = 1;
  const sky = context.createLinearGradient(150, 1_600, 550, 2_100);
  sky.addColorStop(0, 'rgb(60 90 160)');
  sky.addColorStop(1, 'rgb(190 150 110)');
  context.fillStyle = sky;
  context.fillRect(150, 1_600, 400, 500);
  addGrain(context, turn);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
}

function drawText(context: OffscreenCanvasRenderingContext2D, turn: number): void {
  context.fillStyle = 'rgb(40 40 44)';
  context.font = '30px serif';
  for (let line = 0; line < 32; line += 1) {
    context.fillText(
      `${String(turn)}. ${TEXT}`.repeat(2).slice(line % 9, 92),
      150,
      170 + line * LINE_PX,
      WIDTH_PX - 300,
    );
  }
}

/** Brightness that wavers a little, the same in each run. */
function addGrain(context: OffscreenCanvasRenderingContext2D, seed: number): void {
  const pixels = context.getImageData(0, 0, WIDTH_PX, HEIGHT_PX);
  let state = seed + 1;
  for (let at = 0; at < pixels.data.length; at += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const grain = (state >>> 29) - 4;
    for (let channel = at; channel < at + 3; channel += 1) pixels.data[channel] = (pixels.data[channel] ?? 0) + grain;
  }
  context.putImageData(pixels, 0, 0);
}
