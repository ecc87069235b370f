// A QR code read from a picture or from the camera, in the browser.

const LONGEST_SIDE = 4000;
let reader = null;

async function zxing() {
  if (reader === null) {
    reader = await import("./vendor/zxing/reader.js");
    const locateFile = (file) => `/v/vendor/zxing/${file}`;
    reader.prepareZXingModule({ overrides: { locateFile } });
  }
  return reader;
}

// The texts of the QR codes in a picture file. Throws for a file that is no picture.
export async function codesInFile(file) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  drawing.fillStyle = "white";
  drawing.fillRect(0, 0, canvas.width, canvas.height);
  drawing.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return codesIn(drawing.getImageData(0, 0, canvas.width, canvas.height));
}

// The texts of the QR codes in an ImageData, none when there are none.
async function codesIn(picture) {
  const { readBarcodes } = await zxing();
  const found = await readBarcodes(picture, { formats: ["QRCode"], tryHarder: true });
  return found.filter((code) => code.isValid).map((code) => code.text);
}

// Watch the camera in `video` until `onCode` has a text or the answered function is called.
export async function watchCamera(video, onCode) {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } },
  });
  video.srcObject = stream;
  await video.play();
  let isOpen = true;
  const stop = () => {
    isOpen = false;
    stream.getTracks().forEach((track) => track.stop());
  };
  look();
  return stop;

  async function look() {
    const canvas = document.createElement("canvas");
    while (isOpen) {
      const [code] = await codesIn(frameOf(video, canvas));
      if (code && isOpen) {
        stop();
        onCode(code);
      }
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  }
}

function frameOf(video, canvas) {
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  drawing.drawImage(video, 0, 0);
  return drawing.getImageData(0, 0, canvas.width, canvas.height);
}
